package io.stocktide.simulator.traffic;

import io.stocktide.simulator.book.Order;
import io.stocktide.simulator.config.TrafficConfig;
import io.stocktide.simulator.orders.Storefront;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** What becomes of orders after they are placed. Fates are drawn when an order is placed, and fall due some orders on. */
final class FollowUps {
    private record Due(long step, long sequence, Runnable work) {}

    private final TrafficConfig config;
    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(java.util.Comparator.comparingLong(Due::step).thenComparingLong(Due::sequence));
    private long sequence;

    FollowUps(TrafficConfig config) {
        this.config = config;
    }

    /** Draws the fate of an order placed at that step; the number of draws does not depend on what they say. */
    void plan(Storefront shop, Order order, Carts carts, long step, SplittableRandom random) {
        boolean edited = random.nextDouble() < config.editShare();
        boolean cancelled = random.nextDouble() < config.cancelShare();
        boolean fulfilled = random.nextDouble() < config.fulfilShare();
        boolean refunded = random.nextDouble() < config.refundShare();
        SplittableRandom own = random.split();
        OrderFate fate = new OrderFate(shop, order, carts, own);
        if (edited) {
            add(shop, step + 1 + own.nextInt(10), fate::edit);
        }
        if (cancelled) {
            add(shop, step + 11 + own.nextInt(30), fate::cancel);
        } else if (fulfilled) {
            add(shop, step + 11 + own.nextInt(30), fate::fulfil);
            add(shop, step + 41 + own.nextInt(20), fate::fulfilRest);
        }
        if (refunded && !cancelled) {
            add(shop, step + 61 + own.nextInt(40), fate::refund);
        }
    }

    /** A step reads the order before it acts, so it holds the lock throughout. */
    private void add(Storefront shop, long step, Runnable work) {
        queue.add(new Due(step, sequence++, () -> shop.book().locked(work)));
    }

    /** The next thing due by that step, or null. */
    Runnable due(long step) {
        return !queue.isEmpty() && queue.peek().step() <= step ? queue.poll().work() : null;
    }
}
