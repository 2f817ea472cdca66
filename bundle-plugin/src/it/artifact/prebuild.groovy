// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
import java.nio.file.Files
import java.util.zip.ZipEntry
import java.util.zip.ZipOutputStream

// a tree of one kernel, and a repository that has it as a zip, of a release and a snapshot, and by itself
def path = 'debian/12/s390x/6.1.0-50-s390x.btf.tar.xz'
def kernel = new File(basedir, "../../../../testdata/btf/$path").bytes

def write = { String name, byte[] bytes ->
    def file = new File(basedir, name)
    file.parentFile.mkdirs()
    file.bytes = bytes
}
def zip = new ByteArrayOutputStream()
new ZipOutputStream(zip).withCloseable {
    it.putNextEntry(new ZipEntry("btfhub-archive/$path"))
    it.write(kernel)
}
write("archive/$path", kernel)
write('repository/it/prepared/archive/1/archive-1-some.zip', zip.toByteArray())
write('repository/it/prepared/archive/2-SNAPSHOT/archive-2-SNAPSHOT.zip', zip.toByteArray())
write('repository/it/prepared/s390x/6.1/s390x-6.1.btf.tar.xz', kernel)
return true
