package io.gokafka.consensus.jgroups.stack;

import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.BaseBundler;
import org.jgroups.protocols.TCP;

/** TCP without the socket for diagnostics, and with a sending thread for each peer: a slow one delays no other. */
final class QuietTcp extends TCP {
    private static final short ID_OF_TCP = ClassConfigurator.getProtocolId(TCP.class);

    QuietTcp() {
        setId(ID_OF_TCP);
    }

    @Override
    public void init() throws Exception {
        diag_handler = createDiagnosticsHandler();
        diag_handler.setEnabled(false);
        super.init();
        if (getBundler() instanceof BaseBundler bundler) {
            bundler.useSingleSenderThread(false);
        }
    }
}
