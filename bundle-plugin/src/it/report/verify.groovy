// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
import groovy.json.JsonSlurper

def report = new JsonSlurper().parse(new File(basedir, 'target/btf-bundle/report.json'))
assert report.bundle == 'report'
assert report.kernels && report.kernels.every { it.btf_size > 1_000_000 && it.file_size > 100_000 }
// exec.bpf.o is in the jar, fields.bpf.o is named only
assert report.objects*.name == ['exec.bpf.o', 'fields.bpf.o'] && report.objects.every { it.examined }
assert report.rejected.size() == 1 && report.rejected[0].input.endsWith('6.2.0-1-amd64.btf')

def page = new File(basedir, 'target/btf-bundle/report.html').text
assert page.startsWith('<!DOCTYPE html>') && page.endsWith('</html>\n')
report.kernels.each { assert page.contains('<li>' + it.release + '</li>') }

// the same bytes, whether it is of the jar or of classes
assert new File(basedir, 'again/report.html').bytes == new File(basedir, 'target/btf-bundle/report.html').bytes
assert new File(basedir, 'again/report.json').bytes == new File(basedir, 'target/btf-bundle/report.json').bytes
assert !new File(basedir, 'never').exists()
def log = new File(basedir, 'build.log').text
assert log.count('Report: ') == 2
assert log.count('Skipped (btf-bundle.skip)') == 2
