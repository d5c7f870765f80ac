package io.gokafka.harness.check;

/**
 * A log begins at offset 0, but where retention may delete from its beginning. What a broker says of a log's start excuses
 * nothing: a log that has lost its beginning would say the same.
 */
final class BeginningIsThere implements Rule {
    @Override
    public String name() {
        return "beginningIsThere";
    }

    @Override
    public String description() {
        return "A final log begins at 0, unless its topic has retention.";
    }

    @Override
    public void check(Judged run, Findings findings) {
        for (PartitionHistory partition : run.partitions()) {
            FinalIndex log = partition.finalLog();
            if (log != null && log.startOffset() != partition.keptFrom(log)) {
                String message = "the log begins at " + log.startOffset() + ", though nothing may delete from it";
                findings.add(partition.partition(), log.startOffset(), message);
            }
        }
    }
}
