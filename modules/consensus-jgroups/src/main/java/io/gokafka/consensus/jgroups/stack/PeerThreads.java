package io.gokafka.consensus.jgroups.stack;

import org.jgroups.util.LazyThreadFactory;

/**
 * JGroups' threads: virtual ones, but for those that read from a peer's socket. They are few, live as long as the connection and do little
 * else than wait for the kernel, which wakes a platform thread itself; a virtual one is woken by a poller, that is by two threads more.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 */
final class PeerThreads extends LazyThreadFactory {
    private static final String RECEIVER = "Connection.Receiver"; // as TcpConnection names it

    PeerThreads() {
        super("jgroups", true, true);
        useVThreads(true);
    }

    @Override
    public Thread newThread(Runnable task, String name) {
        return name.startsWith(RECEIVER)
                ? Thread.ofPlatform().daemon().name(name).unstarted(task)
                : super.newThread(task, name);
    }
}
