"""This file tests which responses there are to a threat and to an opportunity."""

from pmtui.model.entities.risks import response_refusal, responses_to


def test_a_threat_has_other_responses_than_an_opportunity() -> None:
    assert "avoid" in responses_to("threat")
    assert "exploit" in responses_to("opportunity")
    assert not {"avoid", "mitigate"} & {*responses_to("opportunity")}


def test_a_response_to_the_other_kind_is_refused_and_none_is_taken() -> None:
    assert response_refusal("threat", "avoid") is None
    assert response_refusal("threat", "") is None
    assert response_refusal("threat", "exploit") == (
        "exploit is no response to a threat: it is one of " + ", ".join(responses_to("threat"))
    )
