"""``passerelle simulate``: a scheme's invented people through every stage, by the actions behind the pages."""
