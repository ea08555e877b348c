package io.stocktide.simulator.book;

import java.util.ArrayList;
import java.util.List;

/** A product and its variants, in their order. */
public final class Product {
    private final long id;
    private final String title;
    private final List<Item> variants = new ArrayList<>();

    Product(long id, String title) {
        this.id = id;
        this.title = title;
    }

    public long id() {
        return id;
    }

    public String title() {
        return title;
    }

    public List<Item> variants() {
        return variants;
    }
}
