package io.gokafka.tck.consensus;

import io.gokafka.api.config.Settings;
import io.gokafka.api.consensus.ConsensusProvider;
import io.gokafka.api.storage.StorageProvider;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * All rules of the consensus SPI. A consensus passes by a subclass:
 *
 * <pre>{@code
 * class MyConsensusTest extends ConsensusContract {
 *     @Override
 *     protected ConsensusProvider consensus() {
 *         return new MyConsensusProvider();
 *     }
 *
 *     @Override
 *     protected StorageProvider storage() {
 *         return new InMemoryStorageProvider();
 *     }
 * }
 * }</pre>
 */
public abstract class ConsensusContract
        implements ReplicationRules, LeadershipRules, RecoveryRules, VotersRules, ClusterRules {
    @TempDir
    Path root;

    private TestCluster world;

    /** For subclasses. */
    protected ConsensusContract() {}

    /** The consensus under test. */
    protected abstract ConsensusProvider consensus();

    /** The storage under it, which has passed its own contract; called once for each test. */
    protected abstract StorageProvider storage();

    /** The settings that the consensus is started with; those of a subclass make rare cases frequent. */
    protected Settings settings() {
        return Settings.defaults();
    }

    /** Prepares the world of a test. */
    @BeforeEach
    void openWorld() {
        world = new TestCluster(consensus(), storage(), root, settings(), 3);
    }

    /** Stops it. */
    @AfterEach
    void closeWorld() {
        world.close();
    }

    @Override
    public final TestCluster world() {
        return world;
    }
}
