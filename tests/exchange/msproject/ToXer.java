import java.io.File;
import org.mpxj.mspdi.MSPDIReader;
import org.mpxj.primavera.PrimaveraXERFileWriter;

/** Has MPXJ write MS Project files as Primavera's, beside them and with the ending `.xer`. */
public class ToXer {
    public static void main(String[] files) throws Exception {
        for (String file : files) {
            File beside = new File(file.replaceAll("\\.xml$", ".xer"));
            new PrimaveraXERFileWriter().write(new MSPDIReader().read(new File(file)), beside);
        }
    }
}
