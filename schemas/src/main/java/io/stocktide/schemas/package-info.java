package io.stocktide.schemas;
