package io.gokafka.cli.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.gokafka.api.LogId;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.Finding;
import io.gokafka.api.storage.StorageInspection;
import io.gokafka.broker.offline.Folders;
import io.gokafka.broker.offline.StoppedBroker;
import io.gokafka.broker.offline.Verification;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.cli.io.Terminal;
import io.gokafka.cli.text.Progress;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads all of a stopped broker's data and shows what is damaged. */
final class StorageVerifyCommand implements Command {
    @Parameter(
            names = "--log",
            order = 1,
            placeholder = "NAME",
            description = "This log only: TOPIC-PARTITION, or its id")
    private @Nullable String log;

    @ParametersDelegate
    private final StorageOptions storage = new StorageOptions();

    @ParametersDelegate
    private final OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        Progress progress = new Progress(invocation.terminal().err(), Terminal.errorIsScreen(), System::nanoTime);
        try (StoppedBroker broker = StoppedBroker.toRead(StorageOptions.directory(invocation))) {
            Findings findings = new Findings(progress, Folders.size(broker.storageFolder()));
            verify(invocation, broker, findings);
            progress.end();
            output.showLine(invocation.out(), findings.text(), json -> findings.json(json, broker));
            return findings.damaged() > 0 ? ExitCode.FAILED : ExitCode.OK;
        } finally {
            progress.end();
        }
    }

    private void verify(Invocation invocation, StoppedBroker broker, Findings findings) {
        try (StorageInspection inspection = storage.inspect(invocation, broker)) {
            Verification verification = new Verification(inspection, findings);
            if (log == null) {
                verification.shared();
            }
            List<LogId> ids = log == null
                    ? inspection.list().stream().sorted().toList()
                    : List.of(StorageOptions.log(log, inspection.list()));
            verification.logs(ids);
        } catch (CorruptLogException e) {
            // So much is damaged that the storage cannot be read at all.
            findings.found(Optional.empty(), Finding.damaged(broker.storageFolder(), String.valueOf(e.getMessage())));
        }
    }
}
