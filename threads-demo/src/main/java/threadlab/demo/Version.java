package threadlab.demo;

import picocli.CommandLine.IVersionProvider;

/** The version in the manifest of the jar; classes in a folder, as in an IDE, have none. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[]{"threads-demo " + (version == null ? "(not from a jar)" : version),
                "Java " + Runtime.version()};
    }
}
