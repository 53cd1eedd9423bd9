"""The joint of reading and record: claims compile to propositions, results become verdicts."""
