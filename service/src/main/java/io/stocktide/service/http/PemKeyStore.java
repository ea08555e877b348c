package io.stocktide.service.http;

import io.stocktide.service.shops.ConfigException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a key store of PEM files. By what Java has: the libraries that do more bring all of Bouncy Castle, or Vert.x, to
 * read the older kinds of key too, which {@code openssl} turns into PKCS#8.
 */
final class PemKeyStore {
    /** Of a store that never leaves memory. */
    static final String PASSWORD = "in-memory";

    private static final Pattern PKCS_8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    private PemKeyStore() {}

    /** Throws {@link ConfigException} where a file cannot be read, or the key is not the certificate's. */
    static KeyStore read(TlsFiles files) {
        Certificate[] chain = chain(files.certificate());
        PublicKey publicKey = chain[0].getPublicKey();
        PrivateKey key = key(files.key(), publicKey.getAlgorithm());
        if (key == null || !belong(key, publicKey)) {
            throw new ConfigException(
                    "the key in " + files.key() + " is not that of the first certificate in " + files.certificate());
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("listener", key, PASSWORD.toCharArray(), chain);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a key store in memory takes a key and its certificates", e);
        }
    }

    private static Certificate[] chain(Path file) {
        byte[] pem = bytes(file, "certificate");
        try {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
            if (!certificates.isEmpty()) {
                return certificates.toArray(Certificate[]::new);
            }
        } catch (CertificateException e) {
            // Said below.
        }
        throw new ConfigException("the certificate file " + file + " holds no certificate in PEM");
    }

    /** Null where it is a key of another algorithm. */
    private static PrivateKey key(Path file, String algorithm) {
        String pem = new String(bytes(file, "key"), StandardCharsets.ISO_8859_1);
        Matcher pkcs8 = PKCS_8.matcher(pem);
        if (!pkcs8.find()) {
            throw new ConfigException("the key file " + file + otherwise(pem));
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(pkcs8.group(1));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return null;
        }
    }

    private static String otherwise(String pem) {
        if (pem.contains("BEGIN ENCRYPTED PRIVATE KEY")) {
            return " has a password; take it off by 'openssl pkcs8'";
        }
        return pem.contains(" PRIVATE KEY-----")
                ? " is not PKCS#8; make it so by 'openssl pkcs8 -topk8 -nocrypt -in KEY -out KEY8'"
                : " holds no private key in PEM";
    }

    private static boolean belong(PrivateKey key, PublicKey publicKey) {
        byte[] sample = {1};
        try {
            Signature signature = Signature.getInstance(SIGNATURES.getOrDefault(key.getAlgorithm(), "none"));
            signature.initSign(key);
            signature.update(sample);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(sample);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static byte[] bytes(Path file, String what) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ConfigException("cannot read the " + what + " file " + file);
        }
    }
}
