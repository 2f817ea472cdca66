// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
def log = new File(basedir, 'build.log').text
assert log =~ /check-stale-1\.jar!\/bpf\/exec\.bpf\.o \(SHA-256 [0-9a-f]{64}\) is not an object that a bundle was made for: bundle check-stale was made for exec\.bpf\.o \(SHA-256 [0-9a-f]{64}\)\. Compile the object/
