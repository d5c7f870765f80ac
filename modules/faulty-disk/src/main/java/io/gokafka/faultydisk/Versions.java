package io.gokafka.faultydisk;

import java.util.List;
import java.util.Random;

/**
 * From which moment since the last force each sector of a file, and its length, are on disk. Moment 0 is that force, moment i
 * that after the i-th change.
 *
 * @param ofSector the moment of a sector
 * @param size the length
 * @param description for people
 */
record Versions(OfSector ofSector, long size, String description) {
    static final int SECTOR = 512;

    private static final int SECTORS_A_PAGE = 8;

    /** The moment of a sector, by its number within the file. */
    interface OfSector {
        int moment(long sector);
    }

    /** What a disk could hold. */
    static Versions choose(List<Change.OfContent> changes, long[] sizes, Random random) {
        int last = changes.size();
        int cut = random.nextInt(last + 1);
        return switch (random.nextInt(8)) {
            case 0 -> at(0, sizes);
            case 1 -> at(last, sizes);
            case 2, 3 -> at(cut, sizes);
            case 4, 5 -> cut == 0 ? at(0, sizes) : torn(cut, changes.get(cut - 1), sizes, random);
            default -> scattered(sizes, random);
        };
    }

    static Versions at(int moment, long[] sizes) {
        return new Versions(sector -> moment, sizes[moment], "its first " + moment + " changes are there");
    }

    /** Of a change, the sectors before one. The length may be the one after it: then zeros follow. */
    private static Versions torn(int moment, Change.OfContent change, long[] sizes, Random random) {
        long length = change instanceof Change.Write write ? write.length() : change.oldSize() - change.position();
        long first = change.position() / SECTOR;
        long sectors = (change.position() + length) / SECTOR - first;
        long torn = first + 1 + (sectors > 0 ? random.nextLong(sectors) : 0);
        long size = random.nextBoolean() || change instanceof Change.Truncate
                ? sizes[moment]
                : Math.max(sizes[moment - 1], Math.min(sizes[moment], torn * SECTOR));
        return new Versions(
                sector -> sector < torn ? moment : moment - 1,
                size,
                "of its change " + moment + " there is what is before byte " + torn * SECTOR + ", and the length is "
                        + size);
    }

    /** Each page, or each sector, as of a moment of its own. */
    private static Versions scattered(long[] sizes, Random random) {
        long seed = random.nextLong();
        int unit = random.nextBoolean() ? SECTORS_A_PAGE : 1;
        long size = sizes[random.nextInt(sizes.length)];
        return new Versions(
                sector -> new Random(seed ^ (sector / unit * 0x9E3779B97F4A7C15L)).nextInt(sizes.length),
                size,
                "its sectors are as of different moments, and the length is " + size);
    }
}
