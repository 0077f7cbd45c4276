"""The practice world: a small web of boards on loopback for the demo, training and tests."""
