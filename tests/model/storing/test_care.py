"""This file tests what is said of files that others may use otherwise than the store says."""

from pmtui.model.storing.care import Deviation


def test_a_wrong_mode_is_told_before_a_wrong_group() -> None:
    wrong = Deviation(name="a", mode=0o644, wanted=0o600, group=1, wanted_group=2)
    assert wrong.text == "has mode 644 instead of 600"
    other = Deviation(name="a", mode=0o600, wanted=0o600, group=1, wanted_group=2)
    assert other.text == "belongs to group 1 instead of 2"
