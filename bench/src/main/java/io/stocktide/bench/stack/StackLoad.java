package io.stocktide.bench.stack;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends a mix to a whole stack. */
final class StackLoad {
    private static final int ANSWER_SECONDS = 30;

    private final LoadClient client;
    private final WholeStack stack;
    private final Mix mix;

    StackLoad(LoadClient client, WholeStack stack, Mix mix) {
        this.client = client;
        this.stack = stack;
        this.mix = mix;
    }

    /**
     * Sends so many, with at most so many unanswered, and returns once the last is accepted. Throws {@link
     * IllegalStateException} where one is not.
     */
    void run(int count, int inFlight) throws InterruptedException {
        Semaphore free = new Semaphore(inFlight);
        AtomicInteger refused = new AtomicInteger();
        for (int i = 0; i < count && refused.get() == 0; i++) {
            take(free, 1);
            send(mix.next(), (status, answer) -> {
                if (!isAccepted(status)) {
                    refused.set(status == 0 ? -1 : status);
                }
                free.release();
            });
        }
        take(free, inFlight);
        if (refused.get() != 0) {
            throw new IllegalStateException("a call was not accepted: status " + refused.get());
        }
    }

    private static void take(Semaphore free, int permits) throws InterruptedException {
        if (!free.tryAcquire(permits, ANSWER_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("calls were not answered in " + ANSWER_SECONDS + " s");
        }
    }

    /** For a constant rate; the timeline hears of what was accepted. */
    OpenLoop.Sender sender(Timeline timeline) {
        return (number, answered) -> {
            Mix.Call call = mix.next();
            send(call, (status, answer) -> {
                if (isAccepted(status)) {
                    timeline.accepted(call, answer);
                }
                answered.accepted(isAccepted(status));
            });
        };
    }

    private void send(Mix.Call call, LoadClient.Answer answer) {
        if (call.isSale()) {
            String token = "Authorization: Bearer " + stack.token() + "\r\n";
            client.post(stack.sales(call.shop()), call.body(), token, answer);
        } else {
            String headers = ShopifyHeaders.of(call.shop(), call.id(), call.hmac());
            client.post(stack.webhooks(), call.body(), headers, answer);
        }
    }

    private static boolean isAccepted(int status) {
        return status == 200 || status == 202;
    }
}
