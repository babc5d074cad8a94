//! Floor 1: bytes of CSV and Excel files to rows, with every fault and a receipt.
