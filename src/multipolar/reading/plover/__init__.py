"""Events: who did what to whom, by the types of PLOVER (2021 codebook)."""
