package io.stocktide.sink;
