package io.stocktide.simulator.book;

import io.stocktide.simulator.config.SimulatorConfig;
import java.time.Instant;
import java.util.SplittableRandom;

/** Lays out a shop from the seed: locations, products of one to four variants, opening stock. */
public final class CatalogSeed {
    /** One variant in so many is untracked, a gift card, stocked at one location only, or shares another's SKU. */
    private static final int UNTRACKED_EVERY = 25;

    private static final int GIFT_CARD_EVERY = 40;
    private static final int SINGLE_LOCATION_EVERY = 17;
    private static final int SHARED_SKU_EVERY = 90;

    private final ShopBook shop;
    private final SplittableRandom random;
    private final Instant at;
    private final int index;

    private CatalogSeed(ShopBook shop, int index, long seed) {
        this.shop = shop;
        this.index = index;
        this.random = new SplittableRandom(seed);
        this.at = shop.now();
    }

    /** The shop of that index (0 and on) among the configured ones. */
    public static ShopBook open(SimulatorConfig config, int index) {
        long seed = config.seed() * 1_000_003L + index;
        ShopBook shop = new ShopBook(config.shops().domains().get(index), index, seed, config.clock());
        CatalogSeed catalog = new CatalogSeed(shop, index, seed);
        catalog.openLocations(config.shops().locations());
        catalog.openProducts(config.shops().skus());
        return shop;
    }

    private void openLocations(int count) {
        for (int n = 1; n <= count; n++) {
            shop.locations().add(new StockLocation(shop.ids().next(IdMint.Kind.LOCATION), "Warehouse " + n, at));
        }
    }

    private void openProducts(int skus) {
        int made = 0;
        while (made < skus) {
            Product product = new Product(
                    shop.ids().next(IdMint.Kind.PRODUCT),
                    "Sample product " + (shop.products().size() + 1));
            int variants = Math.min(1 + random.nextInt(4), skus - made);
            for (int v = 0; v < variants; v++) {
                addVariant(product, ++made);
            }
            shop.products().add(product);
        }
    }

    private void addVariant(Product product, int number) {
        Item item = new Item(
                shop.ids().next(IdMint.Kind.ITEM), shop.ids().next(IdMint.Kind.VARIANT), product, sale(number), at);
        product.variants().add(item);
        shop.items().put(item.id(), item);
        shop.itemsByVariant().put(item.variantId(), item);
        for (StockLocation location : shop.locations()) {
            if (number % SINGLE_LOCATION_EVERY != 0
                    || location.equals(shop.locations().get(0))) {
                int available = item.tracked() ? 40 + random.nextInt(160) : 0;
                shop.stock(item, location, available, at);
                shop.journal().open(item, location, available);
            }
        }
    }

    private Item.Sale sale(int number) {
        boolean giftCard = number % GIFT_CARD_EVERY == 0;
        boolean tracked = !giftCard && number % UNTRACKED_EVERY != 0;
        int named = number % SHARED_SKU_EVERY == 0 ? number - 1 : number;
        String sku = "S" + (index + 1) + "-" + (10_000 + named);
        return new Item.Sale(sku, "Variant " + number, 500 + random.nextInt(20_000), tracked, giftCard);
    }
}
