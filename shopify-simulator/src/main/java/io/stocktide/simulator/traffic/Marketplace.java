package io.stocktide.simulator.traffic;

import io.stocktide.simulator.book.Item;
import io.stocktide.simulator.book.Level;
import io.stocktide.simulator.book.ShopBook;
import io.stocktide.simulator.traffic.ChannelEvent.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;

/** The marketplace beside one shop: decides what it sells and writes it into the journal, never into the levels. */
final class Marketplace {
    private static final double BY_SKU_SHARE = 0.6;
    private static final List<ChannelEvent.Type> OTHERS =
            List.of(ChannelEvent.Type.RETURN, ChannelEvent.Type.ADJUSTMENT, ChannelEvent.Type.TRANSFER);

    private final ShopBook shop;
    private final Carts carts;
    private final Map<String, Long> skuUses;
    private final double plainSaleShare;
    private final double duplicateShare;

    Marketplace(ShopBook shop, Carts carts, double plainSaleShare, double duplicateShare) {
        this.shop = shop;
        this.carts = carts;
        this.plainSaleShare = plainSaleShare;
        this.duplicateShare = duplicateShare;
        this.skuUses = shop.items().values().stream().collect(Collectors.groupingBy(Item::sku, Collectors.counting()));
    }

    /** The next event, journalled; null when the shop has nothing that is counted. */
    ChannelEvent next(SplittableRandom random) {
        return shop.locked(() -> decide(random));
    }

    private ChannelEvent decide(SplittableRandom random) {
        ChannelEvent.Type type = type(random);
        String key = "mkt-" + new UUID(random.nextLong(), random.nextLong());
        boolean twice = random.nextDouble() < duplicateShare;
        List<Line> lines = lines(type, random);
        if (lines.isEmpty()) {
            return null;
        }
        ChannelEvent.Type fitting =
                type == ChannelEvent.Type.TRANSFER && lines.get(0).to() == null ? ChannelEvent.Type.SALE : type;
        ChannelEvent event = new ChannelEvent(shop.domain(), key, fitting, shop.now(), lines, twice);
        lines.forEach(line -> journal(event, line));
        return event;
    }

    private void journal(ChannelEvent event, Line line) {
        shop.journal().record(line.item(), line.at().id(), event.delta(line));
        if (line.to() != null) {
            shop.journal().record(line.item(), line.to().id(), line.quantity());
        }
    }

    private ChannelEvent.Type type(SplittableRandom random) {
        double draw = random.nextDouble();
        int other = random.nextInt(OTHERS.size());
        return draw < plainSaleShare ? ChannelEvent.Type.SALE : OTHERS.get(other);
    }

    private List<Line> lines(ChannelEvent.Type type, SplittableRandom random) {
        int count = type == ChannelEvent.Type.SALE ? 1 + random.nextInt(2) : 1;
        List<Line> lines = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            Item item = carts.trackedItem(random);
            if (item != null && lines.stream().noneMatch(line -> line.item() == item)) {
                lines.add(line(type, item, random));
            }
        }
        return lines;
    }

    private Line line(ChannelEvent.Type type, Item item, SplittableRandom random) {
        List<Level> levels = item.levelList();
        int at = random.nextInt(levels.size());
        int quantity = 1 + random.nextInt(3);
        boolean bySku = random.nextDouble() < BY_SKU_SHARE && skuUses.get(item.sku()) == 1;
        boolean lost = random.nextBoolean();
        boolean moves = type == ChannelEvent.Type.TRANSFER && levels.size() > 1;
        return new Line(
                item,
                levels.get(at).location(),
                moves ? levels.get((at + 1) % levels.size()).location() : null,
                type == ChannelEvent.Type.ADJUSTMENT && lost ? -quantity : quantity,
                bySku);
    }
}
