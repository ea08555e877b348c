package io.stocktide.standalone;
