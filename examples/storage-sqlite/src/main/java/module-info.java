import io.gokafka.api.storage.StorageProvider;
import org.example.gokafka.sqlite.SqliteStorageProvider;

/** Storage in one SQLite database a broker; chosen by {@code storage=sqlite}. Nothing is exported: a broker finds the provider. */
module org.example.gokafka.sqlite {
    requires io.gokafka.api;
    requires java.sql;
    requires org.xerial.sqlitejdbc;
    requires static org.jspecify;

    provides StorageProvider with
            SqliteStorageProvider;
}
