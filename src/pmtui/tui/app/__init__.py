"""This package is the running application: main screen, controller, shutdown."""
