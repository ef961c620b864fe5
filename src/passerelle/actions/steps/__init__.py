"""Steps that several actions share; never a transaction of their own."""
