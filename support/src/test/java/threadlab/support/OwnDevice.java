package threadlab.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Devices that a test makes for itself. A program that replaces one, run as root, would take the system's own away. */
enum OwnDevice {
    NULL("3"), FULL("7");

    private final String minor;

    OwnDevice(String minor) {
        this.minor = minor;
    }

    /** Where none can be made, or used, the test is passed over. */
    Path in(Path folder) throws Exception {
        Path device = folder.resolve(name());
        assumeTrue(new ProcessBuilder("mknod", device.toString(), "c", "1", minor).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0, "may make a device");
        assumeTrue(canBeOpened(device), "devices work in the folder for temporary files");
        return device;
    }

    private static boolean canBeOpened(Path device) {
        try {
            FileChannel.open(device, StandardOpenOption.WRITE).close();
            return Files.isWritable(device);
        } catch (IOException e) {
            return false;
        }
    }
}
