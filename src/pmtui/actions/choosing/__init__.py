"""This package asks a body which projects are to be done, and makes them so once it has decided."""
