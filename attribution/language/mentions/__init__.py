"""Who and what a text mentions: names made whole and joined, and where its sentences and quotations are."""
