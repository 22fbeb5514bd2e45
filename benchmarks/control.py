"""This file times work beside a control of the same run, so that figures of machines compare."""

import gc
import json
import sys
import time
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """Processor seconds that some work takes, and what comes of it."""
    gc.collect()
    begun = time.process_time()
    found = work()
    return time.process_time() - begun, found


def control_seconds() -> float:
    """What the control takes, `json.loads` of a text of 1 MB; it is told."""
    text = json.dumps([f"text number {at:05}" for at in range(50_000)])
    control = min(timed(lambda: json.loads(text))[0] for _ in range(5))
    say(f"{'json.loads of 1 MB (control)':52}{control * 1e3:9.1f} ms")
    return control


def report(words: str, seconds: float, control: float) -> None:
    """One line of the result: milliseconds, and how many times the control."""
    say(f"{words:52}{seconds * 1e3:9.1f} ms = {seconds / control:8.1f} x control")


def say(line: str) -> None:
    """One line on standard output."""
    sys.stdout.write(f"{line}\n")
