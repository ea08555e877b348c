package io.stocktide.simulator.admin;

import io.stocktide.simulator.book.Item;

/** The variant's face of an item, so that the schema can tell the two apart. */
record Variant(Item item) {}
