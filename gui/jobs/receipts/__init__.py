"""The jobs of the receipts' lane: polling, back-off, reconciling unknown recipients."""
