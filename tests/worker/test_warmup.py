"""What workers' parent does beforehand is what a worker does, and all of it succeeds."""

from __future__ import annotations

from autograder.protocol.values import Decoder
from autograder.worker.warmup import warm_up


def test_every_request_of_the_warm_up_is_carried_out() -> None:
    replies = warm_up()
    assert [reply for reply in replies if reply[0] != "ok"] == []
    (_, plan, broken), *others = replies
    assert broken == [] and {"np", "softmax", "difference", "Layer"} <= {
        name for statement in plan for name in statement[3]
    }
    executed, finished, asked = others[: len(plan)], others[len(plan)], others[len(plan) + 1 :]
    assert executed == [["ok"]] * len(plan) and finished == ["ok", False]
    released, difference, layer, *_, predicted, scored = asked
    assert released == ["ok"] and layer[1][:1] == ["o"]
    # The formula's value is one number: some of it was sealed, and the rest was asked for.
    assert difference[3] and Decoder().decode(difference[1]).shape == (2, 3)
    assert Decoder().decode(predicted[1]).shape == (2, 3)
    assert [type(value) for value in Decoder().decode(scored[1])] == [float, float]
    assert len(asked) == 10
