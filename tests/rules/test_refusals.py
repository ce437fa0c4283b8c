"""The codes that the rules refuse with are those of the product."""

from __future__ import annotations

from voting import errors


def test_each_reason_is_a_refusal_of_the_product_with_its_sentence() -> None:
    known = {
        each.code
        for each in vars(errors).values()
        if isinstance(each, type) and issubclass(each, errors.Refusal) and each is not errors.Refusal
    }

    assert {
        "voting.proxy_forbidden",
        "voting.vote_closed",
        "voting.not_eligible",
        "voting.not_checked_in",
    } <= known
