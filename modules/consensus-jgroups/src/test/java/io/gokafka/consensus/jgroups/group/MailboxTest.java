package io.gokafka.consensus.jgroups.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MailboxTest {
    private final List<String> done = new ArrayList<>();
    private final Queue<Runnable> threads = new ArrayDeque<>();

    private Mailbox mailbox(Executor executor, Executor beside) {
        return new Mailbox(executor, beside, () -> {}, fault -> done.add("fault: " + fault.getMessage()));
    }

    private void runThreads() {
        while (!threads.isEmpty()) {
            threads.remove().run();
        }
    }

    @Test
    void whatIsLeftIsDoneAfterTheBatchAndEndsInTheMailbox() {
        Mailbox mailbox = mailbox(threads::add, Runnable::run);
        mailbox.post(() -> {
            mailbox.leave(() -> done.add("work"), () -> done.add("then"));
            done.add("first");
        });
        mailbox.post(() -> done.add("second"));
        runThreads();
        assertEquals(List.of("first", "second", "work", "then"), done);
    }

    @Test
    void anotherThreadGoesOnWithTheMailboxWhileTheWorkIsDone() throws InterruptedException {
        Mailbox mailbox = mailbox(task -> Thread.ofVirtual().start(task), Runnable::run);
        CountDownLatch meanwhile = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        mailbox.post(() -> mailbox.leave(
                () -> {
                    mailbox.post(meanwhile::countDown);
                    await(meanwhile); // in vain, were the mailbox held
                },
                ended::countDown));
        assertTrue(ended.await(30, TimeUnit.SECONDS));
    }

    @Test
    void workThatEndsLaterOnAnotherThreadIsNotMissed() {
        Mailbox mailbox = mailbox(threads::add, threads::add);
        mailbox.post(() -> mailbox.leave(() -> done.add("work"), () -> done.add("then")));
        threads.remove().run();
        assertEquals(List.of(), done);
        runThreads();
        assertEquals(List.of("work", "then"), done);
    }

    /** As under steady load, where each sync is followed by the next. */
    @Test
    void whatLeavesWorkAgainAndAgainNeedsNoDeeperStack() {
        Mailbox mailbox = mailbox(threads::add, Runnable::run);
        AtomicInteger rounds = new AtomicInteger();
        leaveAgain(mailbox, rounds);
        runThreads();
        assertEquals(100_000, rounds.get());
    }

    private static void leaveAgain(Mailbox mailbox, AtomicInteger rounds) {
        Runnable again = new Runnable() {
            @Override
            public void run() {
                if (rounds.incrementAndGet() < 100_000) {
                    mailbox.leave(() -> {}, this);
                }
            }
        };
        mailbox.post(again);
    }

    /** Tasks and syncs from all sides, on real threads: nothing is lost, and two never run at once. */
    @Test
    void nothingIsLostBetweenThreads() throws InterruptedException {
        Mailbox mailbox = mailbox(task -> Thread.ofVirtual().start(task), Runnable::run);
        int posts = 50_000;
        CountDownLatch all = new CountDownLatch(2 * posts);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger left = new AtomicInteger();
        List<Thread> posters = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            posters.add(Thread.ofPlatform().start(() -> {
                for (int n = 0; n < posts; n++) {
                    mailbox.post(() -> {
                        assertEquals(1, inside.incrementAndGet());
                        if (left.get() == 0) {
                            left.incrementAndGet();
                            mailbox.leave(() -> {}, left::decrementAndGet);
                        }
                        inside.decrementAndGet();
                        all.countDown();
                    });
                }
            }));
        }
        for (Thread poster : posters) {
            poster.join();
        }
        assertTrue(all.await(30, TimeUnit.SECONDS));
        CountDownLatch end = new CountDownLatch(1);
        untilNothingIsLeft(mailbox, left, end);
        assertTrue(end.await(30, TimeUnit.SECONDS));
        assertEquals(List.of(), done);
    }

    private static void untilNothingIsLeft(Mailbox mailbox, AtomicInteger left, CountDownLatch end) {
        mailbox.post(() -> {
            if (left.get() == 0) {
                end.countDown();
            } else {
                untilNothingIsLeft(mailbox, left, end);
            }
        });
    }

    @Test
    void aStoppedMailboxDropsWhatEndsLater() {
        Mailbox mailbox = mailbox(threads::add, threads::add);
        mailbox.post(() -> mailbox.leave(() -> done.add("work"), () -> done.add("then")));
        mailbox.post(mailbox::stop);
        runThreads();
        assertEquals(List.of("work"), done);
        assertFalse(done.contains("then"));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
