"""This package says where the person is: location, scope, filter."""
