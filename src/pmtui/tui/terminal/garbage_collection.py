"""This file keeps the collection of garbage out of the way of frames."""

import gc


def begin_collections() -> None:
    """Collect from now on, where the start had stopped it, but leave out what there is now.

    That lives as long as the program, and a collection that falls into a frame takes 2 ms then,
    not 20 to 60. What little garbage the start has left stays: to look for it holds a key for 30.
    """
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
