package io.gokafka.consensus.jgroups.stack;

import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.BaseBundler;
import org.jgroups.protocols.TCP;

/**
 * TCP without the socket for diagnostics, with a sending thread for each peer, so that a slow one delays no other, and with large
 * packets: what is cut into fragments is copied once more by who receives it.
 */
final class QuietTcp extends TCP {
    private static final short ID_OF_TCP = ClassConfigurator.getProtocolId(TCP.class);

    private final int maxBundle;

    /** @param maxBundle bytes of what is sent at once, at most, unless a single message is larger */
    QuietTcp(int maxBundle) {
        this.maxBundle = maxBundle;
        setId(ID_OF_TCP);
        setThreadFactory(new PeerThreads());
        message_processing_policy = null; // a name would win over the object
        msgProcessingPolicy(new DataFirst());
    }

    @Override
    public void init() throws Exception {
        diag_handler = createDiagnosticsHandler();
        diag_handler.setEnabled(false);
        super.init();
        if (getBundler() instanceof BaseBundler bundler) {
            bundler.useSingleSenderThread(false);
            bundler.setMaxSize(maxBundle);
        }
    }
}
