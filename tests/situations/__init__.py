"""One test for each of the 102 situations that the intake must survive; `docs/situations.md` lists them."""
