// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import io.github.btfresolver.kernel.OsRelease;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What os-release may call a distribution and its version, and what BTFHub's directories call them. */
final class DistributionAliases {
    /** Other names, among them those of gopsutil, and the {@code ID} that they stand for. */
    private static final String[][] IDS = {
        {"amazon", "amzn"},
        {"redhat", "rhel"},
        {"oracle", "ol"},
        {"suse", "sles"},
        {"sles_sap", "sles"},
        {"opensuse", "opensuse-leap"},
    };

    /** Rebuilds of one another, whose directories have the major version only. */
    private static final List<String> EL_FAMILY =
            Arrays.asList("rhel", "centos", "ol", "rocky", "almalinux", "rhcos", "scientific", "cloudlinux");

    private static final String[][] CODENAMES = {
        {"debian", "8", "jessie"},
        {"debian", "9", "stretch"},
        {"debian", "10", "buster"},
        {"debian", "11", "bullseye"},
        {"debian", "12", "bookworm"},
        {"debian", "13", "trixie"},
        {"ubuntu", "14.04", "trusty"},
        {"ubuntu", "16.04", "xenial"},
        {"ubuntu", "18.04", "bionic"},
        {"ubuntu", "20.04", "focal"},
        {"ubuntu", "22.04", "jammy"},
        {"ubuntu", "24.04", "noble"},
    };

    /** Amazon Linux 1 rolls, and its kernels are spread over these. */
    private static final List<String> AMAZON_LINUX_1 = Arrays.asList("2018.03", "2018", "1");

    /** Words of ID_LIKE that are looked at: each costs a look at all entries, and no system derives from more than a few. */
    private static final int MAX_LIKE = 32;

    private static final String EL_PLATFORM = "platform:el";

    private DistributionAliases() {}

    /** One name for each distribution, in lower case. */
    static String canonicalId(String id) {
        String lower = id.toLowerCase(Locale.ROOT);
        for (String[] row : IDS) {
            if (row[0].equals(lower)) {
                return row[1];
            }
        }
        return lower;
    }

    /** What a machine with this os-release may be called, the closest first. */
    static List<PlatformTier> tiers(OsRelease osRelease) {
        String id = canonicalId(osRelease.id());
        List<PlatformTier> tiers = new ArrayList<>();
        if (!osRelease.id().isEmpty()) {
            addOwn(tiers, osRelease, id);
        }
        String elMajor = enterpriseLinuxMajor(osRelease, id);
        addEnterpriseLinux(tiers, osRelease, elMajor);
        for (String like : words(field(osRelease, "ID_LIKE"))) {
            // Of whose major version is known no other one is meant.
            if (elMajor.isEmpty() || !EL_FAMILY.contains(canonicalId(like))) {
                addLike(tiers, osRelease, canonicalId(like));
            }
        }
        return tiers;
    }

    /** Only the names of its own distribution and version, the closest first; none when it does not say which it is. */
    static List<PlatformTier> ownTiers(OsRelease osRelease) {
        List<PlatformTier> tiers = new ArrayList<>();
        if (!osRelease.id().isEmpty()) {
            addVersion(tiers, osRelease, canonicalId(osRelease.id()));
        }
        return tiers;
    }

    private static void addOwn(List<PlatformTier> tiers, OsRelease osRelease, String id) {
        addVersion(tiers, osRelease, id);
        String version = osRelease.versionId();
        if (version.isEmpty()) {
            tiers.add(new PlatformTier("ID, without a VERSION_ID").add(id, null));
        }
        // Leap runs the kernels of the SLE of the same number, and either directory may have them.
        if (id.equals("opensuse-leap") || id.equals("sles")) {
            tiers.add(new PlatformTier("SLES and Leap share kernels")
                    .add(id.equals("sles") ? "opensuse-leap" : "sles", version));
        }
    }

    private static void addVersion(List<PlatformTier> tiers, OsRelease osRelease, String id) {
        String version = osRelease.versionId();
        if (!version.isEmpty()) {
            tiers.add(new PlatformTier("ID and VERSION_ID").add(id, version));
            tiers.add(new PlatformTier("other names of the version").addAll(id, otherVersions(id, version)));
        }
        String codename = field(osRelease, "VERSION_CODENAME");
        if (version.isEmpty() && !codename.isEmpty()) {
            tiers.add(new PlatformTier("VERSION_CODENAME").add(id, codename).addAll(id, otherVersions(id, codename)));
        }
    }

    private static void addEnterpriseLinux(List<PlatformTier> tiers, OsRelease osRelease, String elMajor) {
        String rhelVersion = field(osRelease, "RHEL_VERSION");
        if (!rhelVersion.isEmpty()) {
            tiers.add(new PlatformTier("RHEL_VERSION").add("rhel", rhelVersion));
            tiers.add(new PlatformTier("major version of RHEL_VERSION").add("rhel", major(rhelVersion)));
        }
        if (!elMajor.isEmpty()) {
            PlatformTier family = new PlatformTier("Enterprise Linux " + elMajor);
            for (String relative : EL_FAMILY) {
                family.add(relative, elMajor);
            }
            tiers.add(family);
        }
    }

    /** The major version that a rebuild of RHEL follows; empty for what is none, or does not say. */
    private static String enterpriseLinuxMajor(OsRelease osRelease, String id) {
        String platform = field(osRelease, "PLATFORM_ID");
        if (platform.startsWith(EL_PLATFORM)) {
            return major(platform.substring(EL_PLATFORM.length()));
        }
        String rhelVersion = field(osRelease, "RHEL_VERSION");
        if (!rhelVersion.isEmpty()) {
            return major(rhelVersion);
        }
        // RHCOS counts as OpenShift does.
        return EL_FAMILY.contains(id) && !id.equals("rhcos") ? major(osRelease.versionId()) : "";
    }

    /** The versions of a derivative are its own: only a codename tells which one of its parent's it is. */
    private static void addLike(List<PlatformTier> tiers, OsRelease osRelease, String like) {
        String codename = field(osRelease, like.toUpperCase(Locale.ROOT) + "_CODENAME");
        if (!codename.isEmpty()) {
            tiers.add(new PlatformTier("ID_LIKE and the codename of " + like)
                    .add(like, codename)
                    .addAll(like, otherVersions(like, codename)));
        }
        tiers.add(new PlatformTier("ID_LIKE " + like).add(like, null));
    }

    private static List<String> otherVersions(String id, String version) {
        List<String> others = new ArrayList<>();
        if (EL_FAMILY.contains(id) && !major(version).equals(version)) {
            others.add(major(version));
        }
        if (id.equals("amzn") && isAmazonLinux1(version)) {
            others.addAll(AMAZON_LINUX_1);
        }
        for (String[] row : CODENAMES) {
            if (row[0].equals(id) && row[1].equals(version)) {
                others.add(row[2]);
            }
            if (row[0].equals(id) && row[2].equalsIgnoreCase(version)) {
                others.add(row[1]);
            }
        }
        return others;
    }

    /** It was versioned by month, from 2011.09 to 2018.03; Amazon Linux 2023 is not. */
    private static boolean isAmazonLinux1(String version) {
        return AMAZON_LINUX_1.contains(version) || (version.startsWith("201") && version.indexOf('.') == 4);
    }

    private static String major(String version) {
        int dot = version.indexOf('.');
        return dot < 0 ? version : version.substring(0, dot);
    }

    private static String field(OsRelease osRelease, String key) {
        @Nullable String value = osRelease.field(key);
        return value == null ? "" : value;
    }

    private static List<String> words(String list) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= list.length() && words.size() < MAX_LIKE; i++) {
            if (i == list.length() || Character.isWhitespace(list.charAt(i))) {
                if (i > start) {
                    words.add(list.substring(start, i));
                }
                start = i + 1;
            }
        }
        return words;
    }
}
