"""This file mounts file systems for a test and takes them away again; it needs root."""

import fcntl
import os
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

_CUT: Final = 0x8004587D
"""`_IOR('X', 125, __u32)`: the ioctl that stops a file system as a power cut would."""
_WITHOUT_LOG: Final = struct.pack("I", 2)


class Disk:
    """An ext4 file system of its own, in a file.

    Args:
        folder: where its file and its mount point go.
        megabytes: how much it holds.
    """

    def __init__(self, folder: Path, megabytes: int = 32) -> None:
        self._image = folder / "disk.ext4"
        self.at: Final = folder / "disk"
        """Where it is mounted."""
        self.at.mkdir()
        with self._image.open("wb") as image:
            image.truncate(megabytes << 20)
        done = _run("mkfs.ext4", "-q", "-F", "-m", "0", str(self._image))
        assert done == "", done

    def mount(self) -> None:
        """Mount it, which replays its journal; a machine without loop devices skips the test."""
        said = _run("mount", "-o", "loop", str(self._image), str(self.at))
        if said:
            pytest.skip(f"no ext4 on a loop device here: {said}")

    def cut(self) -> None:
        """Stop it dead: what it has not written by now is lost."""
        descriptor = os.open(self.at, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, _CUT, _WITHOUT_LOG)
        finally:
            os.close(descriptor)

    def unmount(self) -> None:
        """Take it away."""
        unmounted(self.at)


@contextmanager
def mounted(at: Path, *words: str) -> Iterator[Path]:
    """A file system mounted with `mount WORDS AT`; the reason why not skips the test."""
    at.mkdir(exist_ok=True)
    said = _run("mount", *words, str(at))
    if said:
        pytest.skip(f"cannot mount here: {said}")
    try:
        yield at
    finally:
        unmounted(at)


@contextmanager
def mirrored(source: Path, at: Path) -> Iterator[Path]:
    """A second mount of a directory, in user space, whose locks nobody outside it sees."""
    at.mkdir()
    said = _run("bindfs", str(source), str(at))
    if said:
        pytest.skip(f"cannot mount in user space here: {said}")
    try:
        yield at
    finally:
        unmounted(at)


def unmounted(at: Path) -> None:
    """Unmount; a process that has just been killed may hold on for a moment."""
    for _ in range(100):
        said = _run("umount", str(at))
        if not said:
            return
        time.sleep(0.05)
    raise AssertionError(said)


def remounted(at: Path, options: str) -> None:
    """Mount what is there already with other options."""
    said = _run("mount", "-o", f"remount,{options}", str(at))
    assert said == "", said


def _run(*words: str) -> str:
    """What a command complained of; empty where it succeeded."""
    try:
        done = subprocess.run(words, capture_output=True, check=False, text=True)
    except FileNotFoundError:
        return f"{words[0]} is not installed"
    return "" if done.returncode == 0 else (done.stderr.strip() or f"{words[0]} failed")
