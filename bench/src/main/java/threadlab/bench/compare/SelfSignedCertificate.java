package threadlab.bench.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import threadlab.support.ChildProcesses;
import threadlab.support.PrintableText;

/**
 * A self-signed certificate for 127.0.0.1 that the JDK's keytool makes for one run. Its password is in a file, since
 * every user of the machine can read command lines.
 *
 * @param keystore the server's keystore, with its key
 * @param authorities the certificate in PEM: the load trusts it alone
 */
record SelfSignedCertificate(Path keystore, Path password, Path authorities) {
    private static final String ALIAS = "lab";

    /**
     * Makes a certificate, in three files.
     *
     * @param folder that no other user can read
     */
    static SelfSignedCertificate in(Path folder) throws IOException, InterruptedException {
        var made = new SelfSignedCertificate(folder.resolve("server.p12"), folder.resolve("password"),
                folder.resolve("ca.pem"));
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        Files.writeString(made.password, password);
        made.makeKey();
        Files.writeString(made.authorities, made.pem(password.toCharArray()));
        return made;
    }

    private void makeKey() throws IOException, InterruptedException {
        Process process = ChildProcesses
                .start(new ProcessBuilder(List.of(ChildProcesses.jdkTool("keytool"), "-genkeypair", "-alias", ALIAS,
                        "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=threadlab", "-ext",
                        "san=ip:127.0.0.1,dns:localhost", "-validity", "7", "-storetype", "PKCS12", "-keystore",
                        keystore.toString(), "-storepass:file", password.toString())).redirectErrorStream(true));
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException("no certificate could be made: "
                    + PrintableText.of(output.lines().findFirst().orElse("keytool failed")));
        }
    }

    private String pem(char[] secret) throws IOException {
        try {
            byte[] certificate = KeyStore.getInstance(keystore.toFile(), secret).getCertificate(ALIAS).getEncoded();
            return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate)
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate that was made cannot be read: " + e.getMessage(), e);
        }
    }
}
