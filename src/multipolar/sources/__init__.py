"""One module per dataset: where it is from, what its file must look like, and how to read it."""
