package org.example.gokafka.sqlite;

import io.gokafka.api.storage.StorageProvider;
import io.gokafka.tck.storage.KillContract;

/** The contract for storages that are killed: SQLite does its own I/O, so there is no disk to simulate. */
class KillTest extends KillContract {
    @Override
    protected StorageProvider provider() {
        return new SqliteStorageProvider();
    }
}
