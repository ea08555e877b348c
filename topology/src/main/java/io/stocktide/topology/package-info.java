package io.stocktide.topology;
