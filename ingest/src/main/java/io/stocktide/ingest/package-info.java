package io.stocktide.ingest;
