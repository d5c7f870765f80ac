package io.gokafka.storage.file;

import io.gokafka.api.storage.StorageProvider;
import io.gokafka.tck.storage.KillContract;

/** A process that writes is killed, again and again. */
class KillTest extends KillContract {
    @Override
    protected StorageProvider provider() {
        return new FileStorageProvider();
    }
}
