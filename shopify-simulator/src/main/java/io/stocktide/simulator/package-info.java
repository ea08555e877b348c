package io.stocktide.simulator;
