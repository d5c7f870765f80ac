package io.gokafka.cli.command;

import io.gokafka.api.LogId;
import io.gokafka.broker.offline.ConversionListener;
import io.gokafka.broker.offline.LogName;
import io.gokafka.cli.text.Progress;
import java.util.Locale;

/** Says how far a conversion is. Half of the bar is for copying, half for comparing. For one thread. */
final class ConversionProgress implements ConversionListener {
    private final Progress progress;
    private final long total;
    private Phase phase = Phase.COPY;
    private String log = "";
    private long bytes;

    /** @param total bytes of the old data */
    ConversionProgress(Progress progress, long total) {
        this.progress = progress;
        this.total = total;
    }

    @Override
    public void begins(Phase next) {
        phase = next;
        // What an earlier attempt has copied is not copied again.
        bytes = next == Phase.COMPARE ? total : bytes;
    }

    @Override
    public void log(LogId id) {
        log = LogName.of(id).shortName();
        done(0);
    }

    @Override
    public void done(long more) {
        bytes += more;
        progress.update(phase.name().toLowerCase(Locale.ROOT) + " " + log, bytes, 2 * total);
    }
}
