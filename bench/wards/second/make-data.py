"""Makes the base data of the second ward from packages; needs Python 3 with numpy.

In an empty folder:
  apt-get download dataset-fashion-mnist r-cran-modeldata
  for f in *.deb; do dpkg-deb -x $f x; done
  npm pack vega-datasets@3.2.1 && tar xzf vega-datasets-3.2.1.tgz
  python3 make-data.py OUTPUT
"""
import csv, gzip, json, lzma, math, struct, sys, zlib
import numpy as np

out = sys.argv[1].rstrip('/') + '/'


def chunks():
    """The serialized objects of the package modeldata, one after another."""
    b = open('x/usr/lib/R/site-library/modeldata/data/Rdata.rdb', 'rb').read()
    at = 0
    while at < len(b):
        kind = b[at + 4:at + 5]
        if kind == b'Z':
            d = lzma.LZMADecompressor(
                format=lzma.FORMAT_RAW, filters=[{'id': lzma.FILTER_LZMA2, 'dict_size': 1 << 26}])
            yield d.decompress(b[at + 5:])
            at = len(b) - len(d.unused_data)
        else:
            d = zlib.decompressobj()
            yield d.decompress(b[at + 4:])
            at = len(b) - len(d.unused_data)


# Reads R's XDR serialization, as far as these objects need it.
class R:
    def __init__(s,b): s.b=b;s.o=0;s.refs=[]
    def i(s): v=struct.unpack_from('>i',s.b,s.o)[0];s.o+=4;return v
    def d(s,n): v=struct.unpack_from('>%dd'%n,s.b,s.o);s.o+=8*n;return list(v)
    def head(s):
        assert s.b[s.o:s.o+2]==b'X\n';s.o+=2
        v=s.i();s.i();s.i()
        if v==3: n=s.i();s.o+=n
        return s
    def attrs(s):
        out={};x=s.item()
        while x is not None:
            out[x[0]]=x[1];x=x[2]
        return out
    def n(s):
        n=s.i()
        return n
    def item(s):
        f=s.i();t=f&255;ha=f&0x200;ht=f&0x400
        if t==254 or t==0: return None
        if t in(253,242,241,251,252): return None
        if t==255:
            i=f>>8
            if i==0:i=s.i()
            return s.refs[i-1]
        if t==1:
            v=s.item();s.refs.append(v);return v
        if t in(2,6):
            a=s.item() if ha else None
            tag=s.item() if ht else None
            car=s.item();cdr=s.item();return (tag,car,cdr)
        if t==9:
            n=s.i()
            if n==-1:return None
            v=s.b[s.o:s.o+n].decode('utf8','replace');s.o+=n;return v
        if t in(10,13):
            n=s.n();v=list(struct.unpack_from('>%di'%n,s.b,s.o));s.o+=4*n
            v=[None if q==-2147483648 else q for q in v]
        elif t==14: n=s.n();v=s.d(n)
        elif t in(16,19,20): n=s.n();v=[s.item() for _ in range(n)]
        elif t==238:
            info=s.item();state=s.item();attr=s.item()
            name=info[0] if info else None
            if name=='compact_intseq': n,a,st=state;return [int(a+k*st) for k in range(int(n))]
            if name=='wrap_real' or name=='wrap_integer': return state[0] if isinstance(state,(list,tuple)) else state
            return state
        else: raise Exception('type %d at %d'%(t,s.o))
        a=s.attrs() if ha else {}
        if 'levels' in a: v=[None if q is None else a['levels'][q-1] for q in v]
        if 'dim' in a: return ('mat',a['dim'],v)
        if 'names' in a: return dict(zip(a['names'],v))
        return v


OBJECTS = list(chunks())


def read(i):
    return R(OBJECTS[i]).head().item()


p='x/usr/share/datasets/fashion-mnist/'
def idx(n,h): 
    b=gzip.open(p+n).read(); return np.frombuffer(b,np.uint8,offset=h)
def part(which,per,size):
    x=idx(which+'-images-idx3-ubyte.gz',16).reshape(-1,28,28); y=idx(which+'-labels-idx1-ubyte.gz',8)
    keep=[];n=[0]*10
    for i in range(len(y)):
        if n[y[i]]<per: n[y[i]]+=1; keep.append(i)
    x=x[keep].astype(np.float64);y=y[keep]
    if size==14: x=x.reshape(-1,14,2,14,2).mean((2,4))
    return np.round(x).astype(np.uint8)[...,None],y.astype(np.int64)
def save(n,a): np.save(out+n+'.npy',a)
for size,a,b in((14,60,30),(28,20,15)):
    for w,per,nm in(('train',a,'train'),('t10k',b,'test')):
        x,y=part(w,per,size); save(f'fashion{size}_{nm}_x',x); save(f'fashion{size}_{nm}_y',y.astype(np.uint8))
rng=np.random.default_rng(2026)
def table(name,x,y,test,classes):
    x=np.asarray(x,np.float64);y=np.asarray(y)
    o=rng.permutation(len(x));x=x[o];y=y[o]
    n=len(x)-test
    mx,my=(np.float32,np.uint8 if classes else np.float32)
    for nm,s in(('train',slice(0,n)),('test',slice(n,None))):
        save(f'{name}_{nm}_x',x[s].astype(mx)); save(f'{name}_{nm}_y',y[s].astype(my))
    print(name,x.shape,y.shape,test)
d=read(13);k=list(d);table('concrete',np.array([d[c] for c in k[:-1]]).T,np.array(d[k[-1]])[:,None],230,False)
d=read(24);k=list(d);table('meats',np.array([d[c] for c in k[:100:4]]).T,np.array([d[c] for c in k[100:]]).T,65,False)
d=read(6);table('biomass',np.array([d[c] for c in('carbon','hydrogen','oxygen','nitrogen','sulfur')]).T,np.array(d['HHV'])[:,None],136,False)
d=read(26);k=list(d);cl=sorted(set(d['class']));print(cl);table('oils',np.array([d[c] for c in k[:-1]]).T,[cl.index(c) for c in d['class']],30,True)
rows=[r for r in csv.DictReader(open('package/data/seattle-weather.csv'))]
f=np.array([[float(r[c]) for c in('precipitation','temp_max','temp_min','wind')] for r in rows])
X=[];Y=[]
for i in range(2,len(f)-1):
    a=2*math.pi*(int(rows[i]['date'][5:7])-1+int(rows[i]['date'][8:10])/31)/12
    X.append(np.concatenate([f[i],f[i-1],f[i-2],[math.sin(a),math.cos(a)]]));Y.append(f[i+1][1:3])
table('weather',X,Y,400,False)
w=open(out+'penguins.csv','w')
w.write('species,island,beak_length_mm,beak_depth_mm,flipper_length_mm,body_mass_g,sex\n')
rows=[r for r in json.load(open('package/data/penguins.json')) if None not in r.values() and r['Sex'] in('MALE','FEMALE')]
for i in rng.permutation(len(rows)): w.write(','.join(str(v) for v in rows[i].values())+'\n')
w.close()
# sky: weather class of the day
rows=[r for r in csv.DictReader(open('package/data/seattle-weather.csv'))][:900]
w=open(out+'sky.csv','w');w.write('rain_mm,temp_max,temp_min,wind,month,sky\n')
for r in rows:
    s={'rain':'wet','drizzle':'wet','snow':'wet','fog':'dry','sun':'dry'}[r['weather']]
    w.write(f"{r['precipitation']},{r['temp_max']},{r['temp_min']},{r['wind']},{int(r['date'][5:7])},{s}\n")
w.close()
