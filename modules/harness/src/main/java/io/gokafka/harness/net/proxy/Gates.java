package io.gokafka.harness.net.proxy;

import io.gokafka.harness.net.Restriction;
import io.gokafka.harness.net.Restriction.Blocked;
import io.gokafka.harness.net.Restriction.Lossy;
import io.gokafka.harness.net.Restriction.Slow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * What may pass now from one place to another. All proxies of a network ask the same gates before they pass bytes on. Safe for use
 * by several threads; who must wait is woken by the next change, and may be interrupted.
 */
public final class Gates {
    /** What passes at once on a slow link: about a packet, so that connections take turns. */
    static final int PACKET_BYTES = 1_448;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Integer, TokenBucket> buckets = new HashMap<>();
    private final Map<Integer, Integer> rates = new HashMap<>();
    private Set<Blocked> blocked = Set.of();

    /**
     * Replaces all restrictions. What was let through before this returns may still arrive.
     *
     * @throws IllegalArgumentException when one is about lost packets: of a stream nothing can be lost
     */
    public void restrict(List<Restriction> restrictions) {
        Set<Blocked> nowBlocked = new HashSet<>();
        Map<Integer, Integer> nowSlow = new HashMap<>();
        for (Restriction restriction : restrictions) {
            switch (restriction) {
                case Blocked cut -> nowBlocked.add(cut);
                case Slow(int from, int kbit) -> nowSlow.merge(from, kbit, Math::min);
                case Lossy lossy -> throw new IllegalArgumentException("a proxy cannot lose packets: " + lossy);
            }
        }
        lock.lock();
        try {
            blocked = Set.copyOf(nowBlocked);
            slow(nowSlow);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A rate that stays keeps its bucket: restrictions of others do not fill it. */
    private void slow(Map<Integer, Integer> now) {
        buckets.keySet().removeIf(place -> !rates.getOrDefault(place, 0).equals(now.get(place)));
        now.forEach((place, kbit) -> buckets.computeIfAbsent(place, p -> new TokenBucket(kbit, System::nanoTime)));
        rates.clear();
        rates.putAll(now);
    }

    /**
     * Waits until bytes may pass.
     *
     * @return how many may, at least one and at most as many as wanted
     */
    int admit(int from, int to, int wanted) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            TokenBucket drawnFrom = null;
            int admitted = wanted;
            long turn = 0;
            while (true) {
                TokenBucket bucket = buckets.get(from);
                if (bucket != null && bucket != drawnFrom) {
                    admitted = Math.min(wanted, PACKET_BYTES);
                    turn = bucket.draw(admitted);
                }
                drawnFrom = bucket;
                long wait = bucket == null ? 0 : turn - System.nanoTime();
                if (!isOpen(from, to)) {
                    changed.await();
                } else if (wait > 0) {
                    var _ = changed.awaitNanos(wait); // the clock is asked again either way
                } else {
                    return admitted;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nothing holds back what passes between two places, that it is slow apart. */
    void awaitOpen(int from, int to) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!isOpen(from, to)) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until a connection can be made between two places: that takes both directions.
     *
     * @param givenUp whether who wants it has given up; asked after each change and each {@link #wake}
     * @return false when it has, and had to wait
     */
    boolean awaitLink(int from, int to, BooleanSupplier givenUp) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!isOpen(from, to) || !isOpen(to, from)) {
                changed.await();
                if (givenUp.getAsBoolean()) {
                    return false;
                }
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Lets those who wait look again. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isOpen(int from, int to) {
        return !blocked.contains(new Blocked(from, to));
    }
}
